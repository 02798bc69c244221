const Manager = 1;
export { Manager };
export default Manager;
