import { FUNCTIONS, OPERATORS } from './functions';
import { type Node, parseCel } from './parse';
import { CelSyntaxError } from './tokens';
import { at, boolOf, CelError, hasKey, isMap, membersOf, TYPES, type Value } from './values';

/** The value of each name that an expression may use. */
type Scope = (name: string) => Value;

/** An expression that can be asked for its value; it throws a CelError where it has none. */
export type Program = (scope: Scope) => Value;

/** Reads an expression once, to be asked often. */
export function compileCel(expression: string): Program {
  return compile(parseCel(expression));
}

function compile(node: Node): Program {
  switch (node.is) {
    case 'literal': return () => node.value;
    case 'name': {
      const type = TYPES.get(node.name);
      return type ? () => type : (scope) => scope(node.name);
    }
    case 'list': return folded(node, listProgram(node.items.map(compile)));
    case 'map': return folded(node, mapProgram(node.entries.map(([key, value]) => [compile(key), compile(value)])));
    case 'field': {
      const of = compile(node.of);
      return (scope) => at(of(scope), node.name);
    }
    case 'index': {
      const [of, key] = [compile(node.of), compile(node.key)];
      return (scope) => at(of(scope), key(scope));
    }
    case 'operator': return operatorProgram(node.operator, node.args.map(compile));
    default: return callProgram(node);
  }
}

function listProgram(items: readonly Program[]): Program {
  return (scope) => items.map((item) => item(scope));
}

function mapProgram(entries: readonly (readonly [Program, Program])[]): Program {
  return (scope) => new Map(entries.map(([key, value]) => [key(scope), value(scope)]));
}

/** What says the same to everybody is made once: tables of a policy are large. */
function folded(node: Node, program: Program): Program {
  if (!isConstant(node)) return program;
  let made: { value: Value } | undefined;
  return (scope) => (made ??= { value: program(scope) }).value;
}

function isConstant(node: Node): boolean {
  if (node.is === 'literal') return true;
  if (node.is === 'list') return node.items.every(isConstant);
  if (node.is === 'map') return node.entries.every(([key, value]) => isConstant(key) && isConstant(value));
  return node.is === 'call' && node.name === 'dyn' && node.args.every(isConstant);
}

function operatorProgram(operator: string, args: readonly Program[]): Program {
  const [first, second, third] = args;
  if (operator === '?:') return (scope) => (boolOf(first(scope)) ? second(scope) : third(scope));
  if (operator === '&&' || operator === '||') return (scope) => decided([0, 1], (i) => boolOf(args[i](scope)), operator === '||');
  const apply = OPERATORS.get(operator);
  if (!apply) throw new CelSyntaxError(`operator ${operator} is not known`);
  return (scope) => apply(...args.map((arg) => arg(scope)));
}

/** Whether one decides, whatever the others say or fail to say; in doubt the failure counts. */
function decided<T>(members: readonly T[], judge: (member: T) => boolean, deciding: boolean): boolean {
  let failure: CelError | undefined;
  for (const member of members) {
    try {
      if (judge(member) === deciding) return deciding;
    } catch (error) {
      if (!(error instanceof CelError)) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return !deciding;
}

function callProgram({ of, name, args }: Extract<Node, { is: 'call' }>): Program {
  if (of === undefined && name === 'has') return hasProgram(args[0]);
  if (of !== undefined && MACROS.has(name) && args[0]?.is === 'name') {
    return macroProgram(name, compile(of), args[0].name, args.slice(1).map(compile));
  }
  const apply = FUNCTIONS.get(name);
  if (!apply) throw new CelSyntaxError(`function ${name} is not known`);
  const all = [...(of === undefined ? [] : [of]), ...args].map(compile);
  return (scope) => apply(...all.map((arg) => arg(scope)));
}

function hasProgram(arg: Node | undefined): Program {
  if (arg?.is !== 'field') throw new CelSyntaxError('has() asks for a field');
  const [of, { name }] = [compile(arg.of), arg];
  return (scope) => {
    const holder = of(scope);
    if (!isMap(holder)) throw new CelError(`no map that could have ${name}`);
    return hasKey(holder, name);
  };
}

const MACROS = new Set(['all', 'exists', 'filter', 'map']);

function macroProgram(name: string, of: Program, variable: string, [first, second]: readonly Program[]): Program {
  return (scope) => {
    const inner = (program: Program, member: Value): Value => program((asked) => (asked === variable ? member : scope(asked)));
    const members = membersOf(of(scope));
    if (name === 'all' || name === 'exists') return decided(members, (member) => boolOf(inner(first, member)), name === 'exists');
    if (name === 'filter') return members.filter((member) => boolOf(inner(first, member)));
    if (second === undefined) return members.map((member) => inner(first, member));
    return members.filter((member) => boolOf(inner(first, member))).map((member) => inner(second, member));
  };
}
