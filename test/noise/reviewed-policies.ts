export const REVIEWED_POLICIES: Record<string, Record<string, string>> = {};
