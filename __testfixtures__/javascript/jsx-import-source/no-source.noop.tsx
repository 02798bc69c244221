/** @jsxImportSource old-parts */
export const page = <p>one</p>;
