import type { ReactNode } from 'react';

const icon = (shape: ReactNode) =>
  function Icon() {
    return (
      <svg
        aria-hidden
        width="1.1em"
        height="1.1em"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {shape}
      </svg>
    );
  };

export const BackIcon = icon(<path d="M15 5l-7 7 7 7" />);
export const MenuIcon = icon(<path d="M12 5h.01M12 12h.01M12 19h.01" strokeWidth="3" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const PinIcon = icon(<path d="M9 3h6l-1 6 4 4v2H6v-2l4-4-1-6zM12 15v6" />);
export const MutedIcon = icon(<path d="M18 16V11a6 6 0 0 0-9-5.2M6 9v7h11M10 20h4M3 3l18 18" />);
export const ReactIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M8 14a5 5 0 0 0 8 0M9 9h.01M15 9h.01" />
  </>,
);
export const ReplyIcon = icon(<path d="M9 6l-5 5 5 5M4 11h9a7 7 0 0 1 7 7" />);
