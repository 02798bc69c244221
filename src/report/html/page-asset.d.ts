/** The page's program and its style sheet, bundled from `page/` by scripts/build.mjs. */
export const script: string;
export const style: string;
