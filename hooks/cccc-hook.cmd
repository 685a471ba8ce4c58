@echo off
rem Starts a hook of cc-codex-collaborate with a Node that can run it: cccc-hook.sh for Windows.
rem   cmd /d /c <this file> <file of the hook> <event>
setlocal EnableExtensions DisableDelayedExpansion
set "node="
set "language="
if not exist "%LOCALAPPDATA%\cccc\hook-node" goto path
for /f "usebackq delims=" %%L in ("%LOCALAPPDATA%\cccc\hook-node") do call :record "%%L"
if exist "%node%" goto start
:path
for %%I in (node.exe) do set "node=%%~$PATH:I"
if defined node if "%node:\node_modules\=%"=="%node%" goto start
for %%P in (
  "%NVM_SYMLINK%\node.exe"
  "%ProgramFiles%\nodejs\node.exe"
  "%LOCALAPPDATA%\Programs\nodejs\node.exe"
  "%USERPROFILE%\scoop\apps\nodejs\current\node.exe"
  "%USERPROFILE%\scoop\apps\nodejs-lts\current\node.exe"
) do if exist %%P set "node=%%~P" & goto start
for /d %%D in ("%APPDATA%\fnm\node-versions\*") do if exist "%%D\installation\node.exe" set "node=%%D\installation\node.exe"
for /d %%D in ("%LOCALAPPDATA%\Volta\tools\image\node\*") do if exist "%%D\node.exe" set "node=%%D\node.exe"
for /d %%D in ("%LOCALAPPDATA%\mise\installs\node\*") do if exist "%%D\node.exe" set "node=%%D\node.exe"
for /d %%D in ("%APPDATA%\nvm\v*") do if exist "%%D\node.exe" set "node=%%D\node.exe"
if defined node if "%node:\node_modules\=%"=="%node%" goto start
if "%~1"=="which" exit /b 1
if "%~2"=="StopFailure" exit /b 0
if "%~2"=="PostToolUse" exit /b 0
if "%~2"=="StatusLine" exit /b 0
if "%~2"=="PreToolUse" goto deny
if "%~2"=="PreSkillShellCommand" goto deny
if "%language:~0,2%"=="zh" (echo {"systemMessage":{{stop zh-CN}}}) else echo {"systemMessage":{{stop en}}}
exit /b 0
:deny
set "begin={"hookSpecificOutput":{"hookEventName":"%~2","permissionDecision":"deny","permissionDecisionReason":"
if "%language:~0,2%"=="zh" (echo %begin%{{guard zh-CN}}}}) else echo %begin%{{guard en}}}}
exit /b 0
:start
if "%~1"=="which" (echo %node%& exit /b 0)
"%node%" "%~dp0%~1" "%language%"
exit /b %errorlevel%
:record
if defined node (set "language=%~1") else set "node=%~1"
exit /b 0
