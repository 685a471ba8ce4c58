import type { Notices } from '../../types/notices.js';

/** What `gates --assert` answers. */
export const gateAnswers = {
  'gate-holds': ({ gate, how }) => `${gate} 关卡已放行（${how}）。`,
  'gate-attested-only': ({ gate }) =>
    `${gate} 关卡仅为自述：有签名回执，但此处没有原始记录或签名密钥。若这对你已足够，请明确说明。`,
  'gate-overridden': ({ gate }) => `${gate} 关卡为人工放行：由用户承担风险，Codex 未批准。若这对你已足够，请明确说明。`,
} satisfies Partial<Notices>;
