// The few drawings of the panel, inline so that nothing is fetched for them.

import type { ReactNode } from "react";

function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24">
      {children}
    </svg>
  );
}

/** The mark: a window on its sill. */
export const Mark = ({ size = 24 }: { size?: number }) => (
  <Icon size={size}>
    <path d="M6 15.5V5.5A1.5 1.5 0 0 1 7.5 4h9A1.5 1.5 0 0 1 18 5.5v10zM12 4v11.5M6 9.7h12M3.5 19.5h17" />
  </Icon>
);
export const Cross = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);
export const Down = () => (
  <Icon>
    <path d="M6 9.5l6 6 6-6" />
  </Icon>
);
export const Star = () => (
  <Icon>
    <path d="M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z" />
  </Icon>
);
export const Bell = () => (
  <Icon>
    <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 0 0 4 0" />
  </Icon>
);
export const Back = () => (
  <Icon>
    <path d="M14.5 6l-6 6 6 6" />
  </Icon>
);
export const Next = () => (
  <Icon size={16}>
    <path d="M9.5 6l6 6-6 6" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5.5M6 11l6-6 6 6" />
  </Icon>
);
export const Clip = () => (
  <Icon size={14}>
    <path d="M5 4h9l5 5v11H5z" />
    <path d="M13.5 4.5V9.5H19" />
  </Icon>
);
export const Paperclip = () => (
  <Icon>
    <path d="M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7" />
  </Icon>
);
