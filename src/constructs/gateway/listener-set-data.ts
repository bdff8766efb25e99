import type { SectionData } from '../../manifest/grant-data';
import type { TeamGrant } from '../roles/team-grant';

/** What routes need to know of a team's ListenerSet. */
export interface ListenerSetData {
  /** By which its listeners are delegated. */
  readonly grant: TeamGrant;
  readonly name: string;
  readonly namespace: string;
  readonly listeners: readonly SectionData[];
}
