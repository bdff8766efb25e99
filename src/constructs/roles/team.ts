import type { SubjectData } from '../../manifest/grant-data';
import { labelProblem } from '../../manifest/names';
import { checkOptions } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, invalid } from '../base/problems';
import { Subject } from './subject';

/** Options of a Team. */
export interface TeamProps {
  /**
   * Who acts for the team. `TeamAccess` binds its roles to them.
   *
   * @default - nobody; the team's manifests are applied by a pipeline of the platform
   */
  readonly subjects?: Subject[];
}

/**
 * An application team: a name and who acts for it. What it may do is said by grants.
 *
 * @example
 * new Team('ecommerce', { subjects: [Subject.group('team-ecommerce')] });
 */
export class Team {
  /** Name of the team: a DNS label. */
  public readonly name: string;
  readonly #subjects: SubjectData[];

  /**
   * @param name a DNS label, unique in the app
   * @param props who acts for it
   */
  public constructor(name: string, props: TeamProps = {}) {
    const place = { construct: 'Team' };
    check(place, 'name', name, labelProblem(name));
    checkOptions(place, 'props', props, { subjects: true }, '{ subjects: [Subject.group("…")] }, or leave it out');
    this.name = name;
    this.#subjects = listOption(place, 'subjects', props.subjects, '[Subject.group("…")]').map((subject, index) => {
      if (subject instanceof Subject) return subject._data();
      throw invalid(place, `subjects[${index}]`, subject, { reason: 'it is not a Subject', fix: 'write Subject.group("…")' });
    });
  }

  /** @internal */
  public _subjects(): SubjectData[] {
    return this.#subjects;
  }
}
