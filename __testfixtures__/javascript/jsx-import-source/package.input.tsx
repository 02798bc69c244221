/**
 * A page.
 * @jsxImportSource older-package
 */
export const page = <p>one</p>;
