import { parseCidr } from '../../manifest/cidr';
import { type AddressRange, cidrsOf, complementOf, joined, rangeOf } from './address-cells';

/** Addresses of the outside as people read them: nearly all of a family by what is missing, `outside (IPv4) but 10.0.0.0/8`. */
export function outsideWords(ranges: readonly AddressRange[]): string[] {
  const all = joined(ranges);
  return ([4, 6] as const).flatMap((family) => {
    const own = all.filter((range) => range.family === family);
    if (own.length === 0) return [];
    const blocks = own.flatMap(cidrsOf);
    const missing = complementOf(own, [family]).flatMap(cidrsOf);
    if (missing.length >= blocks.length) return blocks;
    return [`outside (IPv${family})${missing.length === 0 ? '' : ` but ${firstOf(missing)}`}`];
  });
}

const MOST_MISSING = 4;

function firstOf(texts: readonly string[]): string {
  if (texts.length <= MOST_MISSING) return texts.join(' and ');
  return `${texts.slice(0, MOST_MISSING - 1).join(', ')} and ${texts.length - MOST_MISSING + 1} more`;
}

const WHOLE = /^outside \(IPv([46])\)$/;
/** As many names are looked through: a list that is longer is shown by its first names anyway. */
const MOST_NAMES = 500;

/** Names of one end of a line, with its addresses in words. */
export function withOutsideWords(names: readonly string[]): readonly string[] {
  if (names.length > MOST_NAMES) return names;
  const ranges: AddressRange[] = [];
  const others = names.filter((name) => {
    const whole = WHOLE.exec(name)?.[1];
    const block = parseCidr(whole === undefined ? name : whole === '4' ? '0.0.0.0/0' : '::/0');
    if (block) ranges.push(rangeOf(block));
    return !block;
  });
  return ranges.length === 0 ? names : [...outsideWords(ranges), ...others];
}
