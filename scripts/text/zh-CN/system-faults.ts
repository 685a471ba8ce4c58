/** Why the system refused, by error code. */
const FAULTS: Readonly<Record<string, string>> = {
  EACCES: '没有权限',
  EPERM: '系统不允许',
  EROFS: '文件系统是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '你的磁盘配额已用完',
  EFBIG: '文件超过允许的大小',
  EIO: '磁盘报告错误',
  EUCLEAN: '文件系统已损坏',
  ESTALE: '网络文件系统已找不到它',
  ENOENT: '它不存在',
  ENOTDIR: '应为目录的位置是一个文件',
  EISDIR: '应为文件的位置是一个目录',
  EEXIST: '那里已有同名的东西',
  ENOTEMPTY: '目录不为空',
  ELOOP: '其链接形成循环',
  EXDEV: '它在另一个文件系统上',
  ENAMETOOLONG: '路径过长',
  EBUSY: '另一个程序正在使用它',
  ETXTBSY: '另一个程序正在运行它',
  EMFILE: '打开的文件过多',
  ENFILE: '打开的文件过多',
  ENOLCK: '文件系统不支持锁',
  ENOTSUP: '文件系统不支持此操作',
  EOPNOTSUPP: '文件系统不支持此操作',
  ENOSYS: '文件系统不支持此操作',
};

/** In: an error code. Out: the cause with its code, to stand after a colon; an unknown code is returned unchanged. */
export function systemFault(code: string): string {
  const cause = FAULTS[code];
  return cause === undefined ? code : `${cause}（${code}）`;
}
