/** How far a release is. Only weights differ between the states. */
export enum ReleaseState {
  /** The canary takes its share. */
  RUNNING = 'running',
  /** The canary takes every request. */
  PROMOTED = 'promoted',
  /** The stable version takes every request, those of the preview too. */
  ABORTED = 'aborted',
}
