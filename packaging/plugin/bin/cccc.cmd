@node "%~dp0..\scripts\cccc.mjs" %*
