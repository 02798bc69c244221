// @jsxImportSource   new-package
import { a } from "new-package/a";
export const page = <p>{a}</p>;
