// The files of a folder by what they are called: `./texts/es.ts` is `es`.

export function byName<T>(files: Record<string, T>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.ts.*$/g, ""), file]),
  );
}
