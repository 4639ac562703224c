// The files of a message: pictures to look at, everything else to download. Fetched with the first of them.

import { useSheet } from "../root";
import { FileRow } from "./FileRow";
import fileCss from "./fileLabel.css?inline";
import css from "./files.css?inline";
import { PictureBox } from "./PictureBox";
import { isPicture } from "./room";
import type { SaidFilesProps } from "./SaidFiles";

export { useWords } from "../words";

export function Files({ cliente, adjuntos }: SaidFilesProps) {
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
