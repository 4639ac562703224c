// The mark: a window on its sill.
export function Mark(props: { size: number }) {
  return (
    <svg
      className="mark"
      width={props.size}
      height={props.size}
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <rect x="2" y="3" width="18" height="13" rx="3.5" />
      <path d="M11 3v13M2 10h18" strokeWidth="1.6" />
      <path d="M6 19.5h10" strokeLinecap="round" />
    </svg>
  );
}
