/** The 34 of a release of Kubernetes such as 1.34 or v1.34.2; undefined where none is known. */
export function kubernetesMinor(version: string | undefined): number | undefined {
  const minor = /^v?1\.(\d+)/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
