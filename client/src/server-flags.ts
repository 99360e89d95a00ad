/**
 * How Node runs the server. Each change of a document leaves a megabyte behind that nobody needs any more; left alone, Node
 * lets that grow to three times of what an empty server takes before it clears it away, and is no faster for it.
 */
export const serverFlags = ['--max-semi-space-size=4'];
