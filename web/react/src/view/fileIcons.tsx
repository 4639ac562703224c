// Drawings that only files need.

export const DownloadIcon = () => (
  <svg aria-hidden="true" width={20} height={20} viewBox="0 0 24 24">
    <path d="M12 4v11M7 10.5l5 5 5-5M5 19.5h14" />
  </svg>
);
export const ZoomIcon = () => (
  <svg aria-hidden="true" width={20} height={20} viewBox="0 0 24 24">
    <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20M10.5 8v5M8 10.5h5" />
  </svg>
);
