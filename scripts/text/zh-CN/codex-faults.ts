import type { ReasonCode } from '../../core/codex/reasons.js';

/** Why Codex gave no outcome, and what would help. */
const FAULTS: Record<ReasonCode, string> = {
  'codex-missing': '找不到 Codex CLI；请安装（npm install -g @openai/codex）或设置 codex.cli_command。',
  'codex-inside-project': 'codex.cli_command 指向本项目内部；项目自己能替换的审查者不会运行。',
  'codex-too-old': 'Codex CLI 版本过旧，请更新。',
  'codex-unusable': 'Codex CLI 无法启动；请手动运行以查看原因。',
  'override-not-allowed':
    'codex.config_overrides 中有会削弱沙箱、引入指令，或可能是机密的设置（机密应写在 Codex 自己的 config.toml 中），请删除。',
  'user-config-unreadable': 'Codex 的 config.toml 无法解析，请修正。',
  'unknown-provider': '所选的模型提供方没有定义；请在 config.toml 或 codex.config_overrides 中定义。',
  'provider-secret-inline': '提供方定义中直接写有机密；请改用 env_key 或 env_http_headers，并配合 codex.pass_env。',
  'setting-not-carried':
    'Codex 配置中的某项设置可能决定审查发往何处、带什么请求头或用哪个登录，而它无法原样带入；' +
    '请在那里删除或替换它，或用 codex.config_overrides 定义自己的提供方。',
  'logged-out': 'Codex 未登录；请运行：codex login',
  'missing-env-key':
    '审查得到的环境变量中没有提供方的密钥：请设置该变量；若提供方由 codex.config_overrides 定义，还须写入 codex.pass_env。',
  'sandbox-unavailable': 'Codex 的只读沙箱在此无法启动，审查者将什么也看不到；请运行：codex sandbox -- true',
  'input-too-large': '审查材料超过 Codex 可接受的长度；请缩小改动。',
  'snapshot-failed': '无法生成供审查者阅读的工作树副本。',

  unauthorized: '服务不接受当前登录或密钥（401）；请重新登录或更新提供方密钥。',
  forbidden: '服务拒绝此账号、网络或地区（403）。',
  'usage-limit': '账号已达使用上限。',
  'quota-exhausted': '账号配额已用尽；请查看账单。',
  'rate-limited': '服务限制了请求频率（429）。',
  'server-error': '服务出错或过载（5xx）。',
  'invalid-schema': '服务不接受回复的 schema；该提供方可能不支持严格 schema。',
  'bad-request': '服务拒绝了请求（400）；请检查模型、推理强度和提供方。',
  'unknown-model': '服务没有该模型，或账号无权使用；请设置 codex.model。',
  'context-too-long': '材料与文件超出模型的上下文；请缩小改动或更换模型。',
  'refused-by-model': '模型拒绝回答。',
  'sandbox-open': 'Codex 无视要求，在可写的沙箱中运行了命令；请检查本机是否有覆盖 cccc 设置的配置（/etc/codex）。',
  'model-rerouted': '回答的模型不是所请求的模型。',

  'connection-refused': '服务拒绝连接。',
  'name-not-resolved': '服务的域名无法解析；本机是否联网？',
  'connection-failed': '未能连接到服务；如在代理之后，请在 codex.pass_env 中列出代理变量。',
  'no-response-headers': '服务未在时限内开始回答。',
  'stream-silent': '回答中途停止，没有断开连接。',
  'stream-cut': '回答中途断开。',

  'command-silent': '审查者的一条命令长时间没有输出。',
  'wall-clock': '审查时间超过 codex.timeout_seconds；请调高它，或缩小改动。',
  'token-budget': '审查用量超过 codex.token_budget；请调高它，或缩小改动。',
  'output-limit': 'Codex 的输出超过 128 MB。',
  cancelled: '审查已被取消。',
  'codex-killed': 'Codex 进程被终止。',
  'codex-crashed': 'Codex 进程崩溃。',
  'codex-failed': 'Codex 失败，未说明原因。',
  'codex-no-events': 'Codex 没有任何输出就结束了。',
  'events-unreadable': 'Codex 的事件无法读取；请使用本版本试用过的 Codex 版本。',
  'command-killed': '审查命令在询问 Codex 之前被终止。',
  'supervisor-killed': '审查的监督进程没有记录结果就结束了：它被终止，或无法写入。',
  'supervisor-stale': '审查期间机器重启过。',
  'receipt-unwritable': '无法写入审查记录。',
  'settings-moved': '准备审查期间，Codex 自己的设置或环境变量发生了变化；请重新运行审查。',
  'codex-replaced': '审查前检查过的 Codex 程序被替换，或实际运行的是另一个程序。',
  'record-altered': '审查进行期间其文件被改动，因此无法得出结论。',

  'reply-empty': '回复为空。',
  'reply-truncated': '回复达到长度上限而被截断。',
  'reply-not-json': '回复不是 JSON。',
  'reply-with-chatter': '回复的 JSON 前后带有其他文字。',
  'reply-wrong-shape': '回复的 JSON 形状与要求不符。',
  'commands-all-failed': '审查者的命令全部失败，它什么也没看到。',
  'files-not-read': '审查者没有打开材料中仅列出名称的文件就予以通过。',
  'coverage-unacknowledged': '审查者对材料中略去的代码只字未提就予以通过。',
  'reply-unusable': '审查者的回复自相矛盾，再次询问后仍是如此。',
  'earlier-findings-unanswered': '审查者没有答复前几轮的问题。',
};

/** The sentence for a reason; a reason from another version is returned unchanged. */
export function codexFault(reason: string): string {
  const sentence: unknown = Reflect.get(FAULTS, reason);
  return typeof sentence === 'string' ? sentence : reason;
}
