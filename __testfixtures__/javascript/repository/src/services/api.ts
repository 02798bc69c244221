export const fetchAll = (): number => 1;
export const fetchOne = (): number => 2;
export interface Reply {
  readonly status: number;
}
export default fetchAll;
