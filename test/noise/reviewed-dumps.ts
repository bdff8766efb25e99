export const REVIEWED_DUMPS: Record<string, Record<string, string>> = {};
