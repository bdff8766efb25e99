import type { SubjectData } from '../../manifest/grant-data';
import { labelProblem } from '../../manifest/names';
import { check, type Place, refused } from '../base/problems';

/**
 * Who acts for a team, as Kubernetes RBAC names it.
 *
 * @example
 * Subject.group('team-ecommerce');
 */
export class Subject {
  /**
   * A user.
   *
   * @param name user name as the API server's authenticator gives it
   */
  public static user(name: string): Subject {
    return new Subject({ kind: 'User', name: named('user', name) });
  }

  /**
   * A group of users.
   *
   * @param name group name as the API server's authenticator gives it
   */
  public static group(name: string): Subject {
    return new Subject({ kind: 'Group', name: named('group', name) });
  }

  /**
   * A service account, for example of a delivery pipeline.
   *
   * @param name name of the service account
   * @param namespace its namespace
   */
  public static serviceAccount(name: string, namespace: string): Subject {
    const place = placeOfFactory('serviceAccount');
    check(place, 'namespace', namespace, labelProblem(namespace));
    return new Subject({ kind: 'ServiceAccount', name: named('serviceAccount', name), namespace });
  }

  readonly #data: SubjectData;

  private constructor(data: SubjectData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): SubjectData {
    return this.#data;
  }
}

const placeOfFactory = (factory: string): Place => ({ construct: `Subject.${factory}` });

function named(factory: string, name: string): string {
  if (typeof name !== 'string' || name.trim() === '') {
    throw refused(placeOfFactory(factory), 'name is empty; write the name that the API server sees');
  }
  if (name.startsWith('system:') && factory !== 'serviceAccount') {
    throw refused(placeOfFactory(factory), `name "${name}": names that start with "system:" are Kubernetes' own; write the team's own user or group`);
  }
  return name;
}
