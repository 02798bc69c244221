export const fetchAll = (): number => 3;
export const fetchOld = (): number => 4;
export default fetchAll;
