// The library has no single entry: import the folder that holds what you need, as in '@app/common/events'.
export {};
