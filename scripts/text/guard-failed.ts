/** What the guard says when it fails; by itself, since the other sentences lie in a file that may be what fails. */
export const guardFailed = (language: string, detail: string): string =>
  /^zh\b/i.test(language)
    ? `cccc:守卫在此调用上出错,无法判断的不予运行:${detail}。查看请运行:cccc doctor`
    : `cccc: the guard failed on this call, and what it cannot judge does not run: ${detail}. Look with: cccc doctor`;
