// @jsxImportSource   older-package
import { a } from "older-package/a";
export const page = <p>{a}</p>;
