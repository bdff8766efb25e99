/** Whether a release of Gateway API, such as "1.6", is older than 1.`minor`. Text of another form is no older one. */
export function isOlderThan(bundle: string, minor: number): boolean {
  const [, major, own] = /^v?(\d+)\.(\d+)/.exec(bundle) ?? [];
  return major === '0' || (major === '1' && Number(own) < minor);
}
