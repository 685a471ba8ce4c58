/** An Ed25519 signature, with the id of the key that made it. */
export interface Signature {
  key: string;
  /** Base64. */
  value: string;
}
