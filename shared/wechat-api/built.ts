/** Members that every instance has unless a user replaces them; a user's own take over. */
export const built: { request?: unknown; ensureAccessToken?: unknown } = {}
