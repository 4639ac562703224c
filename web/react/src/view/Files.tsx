// The files of a message: pictures to look at, everything else to download. Fetched with the first of them.

import { fetchLaterWords, type UseWords } from "../laterWords";
import { useSheet } from "../root";
import type { Idioma } from "../texts";
import { FileRow } from "./FileRow";
import fileCss from "./fileLabel.css?inline";
import css from "./files.css?inline";
import { PictureBox } from "./PictureBox";
import { isPicture } from "./room";
import type { SaidFilesProps } from "./SaidFiles";

export async function ready(idioma: Idioma, words: UseWords) {
  await fetchLaterWords(idioma, words);
  return { Files };
}

function Files({ cliente, adjuntos }: SaidFilesProps) {
  useSheet(fileCss);
  useSheet(css);
  return (
    <>
      {adjuntos.map((adjunto) =>
        isPicture(adjunto) ? (
          <PictureBox key={adjunto.id} cliente={cliente} picture={adjunto} />
        ) : (
          <FileRow key={adjunto.id} cliente={cliente} adjunto={adjunto} />
        ),
      )}
    </>
  );
}
