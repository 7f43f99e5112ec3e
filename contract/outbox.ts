/** A file that the engine has made for whoever asked, kept for a day; a page of the app may fetch it. */
export interface OutboxFile {
  /** The address at which the host gives it: `/files/<id>/<name>`. */
  readonly link: string;
  readonly name: string;
  readonly bytes: number;
}
