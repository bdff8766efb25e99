import { NAMES } from './names';
import { PODS } from './pods';
import { POLICIES } from './policies';
import { PROXIES } from './proxies';
import { ROUTERS } from './routers';
import { SERVICES } from './services';
import type { DoorArea, SideDoor } from './side-door';
import { UNCLOSED } from './unclosed';

/** THE table of side doors: ways past what teams were granted, and what closes each. docs/guards.md shows it. */
export const DOOR_AREAS: readonly DoorArea[] = [POLICIES, ROUTERS, PROXIES, PODS, SERVICES, NAMES, UNCLOSED];

export const SIDE_DOORS: readonly SideDoor[] = DOOR_AREAS.flatMap(({ doors }) => doors);
