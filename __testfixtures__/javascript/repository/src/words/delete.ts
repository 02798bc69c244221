export class Row {}
const remove = (row: Row) => [row];
export { remove as delete };
