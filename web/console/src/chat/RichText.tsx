// A message's text as it was written: its line breaks, its addresses as links, nothing else of it
// ever becomes markup.
const ADDRESS = /https?:\/\/[^\s<>"]+/g;
const TRAILING = /[.,;:!?)\]}'»”]+$/;

export function RichText({ texto }: { texto: string }) {
  return <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{pieces(texto)}</p>;
}

function pieces(texto: string) {
  const found = [];
  let from = 0;
  for (const match of texto.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    const end = match.index + address.length;
    found.push(texto.slice(from, match.index));
    found.push(
      <a
        key={match.index}
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        className="text-accent underline underline-offset-2"
      >
        {address}
      </a>,
    );
    from = end;
  }
  found.push(texto.slice(from));
  return found;
}
