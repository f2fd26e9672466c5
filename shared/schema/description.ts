/** What the catalogue's comments say about one method. */
export interface Description {
  /** WeChat's title. */
  readonly title: string
  /** What the title does not say. */
  readonly notes?: string
  /** The address of WeChat's documentation; absent where no public page is known. */
  readonly see?: string
  /** What is said of a parameter, by its path: `cargo.detailList[].count`, `data.*` for the values of a map. */
  readonly params?: { readonly [path: string]: string }
  /** The same for the members of the answer. */
  readonly result?: { readonly [path: string]: string }
}
