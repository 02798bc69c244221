/**
 * A page.
 * @jsxImportSource new-package
 */
export const page = <p>one</p>;
