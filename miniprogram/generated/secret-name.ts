// DO NOT EDIT. Made from shared/errors/secrets.ts: the names of what is secret.
export const secretName =
  /\b(?!(?:waybill|delivery|carrier|wx)_?token\b|(?:movie|meeting|scenic)_?ticket\b)\w*(?:pass(?:word|wd)|pwd|secret(?:_?key)?|token|ticket|(?:session|app|auth|aes|encrypt|private|api)_?key|js_?code|auth(?:orization)?_?code|authorization|signature|sig)\b/i
