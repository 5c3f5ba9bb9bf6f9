/** What a page is called, in the folder that it is of. */
export const PAGE = "index.html";
