export const fetchAll = (): number => 5;
