/** One page of a listing: keys as they stand in it, and whether there are more. Our keys need no decoding beyond that of the address. */
export function keysOfPage(xml: string): { readonly keys: readonly string[]; readonly more: boolean } {
  const keys = Array.from(xml.matchAll(/<Key>([^<]*)<\/Key>/g), ([, key]) => decodeURIComponent(key!.replaceAll("+", "%20")));
  return { keys, more: /<IsTruncated>\s*true\s*<\/IsTruncated>/.test(xml) };
}
