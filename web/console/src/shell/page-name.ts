// The name of the page that has taken the whole desk, for the browser's tab.
import { Observable } from "@ventanilla/core";
import { useEffect } from "react";

class PageName extends Observable<string | null> {
  show(name: string | null): void {
    this.set(name);
  }
}

export const pageName = new PageName(null);

/** While the component is there the tab has this name. */
export function usePageName(name: string | null): void {
  useEffect(() => {
    pageName.show(name);
    return () => pageName.show(null);
  }, [name]);
}
