/** What keeps a side door shut. */
export enum Closing {
  /** No emitted role gives the right to it. */
  RBAC = 'RBAC',
  /** An admission policy refuses it, whoever asks. */
  ADMISSION = 'admission',
  /** The levels `baseline` and `restricted` of pod security refuse it as well. */
  POD_SECURITY = 'pod security',
  /** A network policy of the library holds although the door is open. */
  NETWORK_POLICY = 'network policy',
  /** Nothing that a manifest can say. */
  NOTHING = 'cannot be closed',
}

/** A way past what a team was granted, beside the routes that grants are about. */
export interface SideDoor {
  /** Stable name, by which cases are found. */
  readonly id: string;
  /** What somebody would write or do, in words. */
  readonly door: string;
  /** The kinds that it is made of, as `group/Kind`, where the kind as a whole is the door. */
  readonly kinds?: readonly string[];
  /** What it would lead past. */
  readonly leads: string;
  readonly closedBy: readonly Closing[];
  /** The guard that refuses it: of ClusterGuards, or `TeamAccess` with the end of a policy's name. */
  readonly guard?: string;
  /** What is still possible where all of these are in force. */
  readonly open?: string;
}

/** Doors of one sort, under their heading. */
export interface DoorArea {
  readonly title: string;
  readonly doors: readonly SideDoor[];
}

/** What teams may write nowhere: kinds of the platform. */
export const CLOSED_KIND: Pick<SideDoor, 'closedBy' | 'guard'> = {
  closedBy: [Closing.RBAC, Closing.ADMISSION], guard: 'closed-kinds',
};
