/** @jsxImportSource other-package */
/* older-package */
export const page = <p>older-package</p>;
