/** An address as a number, with the width of its family. Only forms that the generator writes: no dotted tail in IPv6. */
function numberOf(address: string): { value: bigint; width: number } {
  if (!address.includes(':')) return { width: 32, value: address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n) };
  const [head, tail] = address.split('::');
  const words = (text = ''): string[] => (text === '' ? [] : text.split(':'));
  const zeros = tail === undefined ? 0 : 8 - words(head).length - words(tail).length;
  const all = [...words(head), ...Array<string>(zeros).fill('0'), ...words(tail)];
  return { width: 128, value: all.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n) };
}

/** Whether a CIDR holds an address. */
export function holds(cidr: string, address: string): boolean {
  const [base, length] = cidr.split('/');
  const block = numberOf(base);
  const { value, width } = numberOf(address);
  if (block.width !== width) return false;
  const rest = BigInt(width - Number(length));
  return value >> rest === block.value >> rest;
}
