/** The rules of the design. Each can be switched off, to show what goes wrong without it. */
export const RULES = {
  /** A revision is taken on the condition that the entry is as it was read. */
  entryCondition: true,
  /** A reactor item is written on the condition that it is as it was read. */
  reactorCondition: true,
  /** What is sent again because its answer was lost is known by its token. */
  knownByToken: true,
  /** Who may write is decided by the revision item that the write follows. */
  membersOfRevision: true,
  /** A head is used only if the newest entry names the same members as the conversation. */
  headAgrees: true,
  /** Who follows a change of the membership has seen all of it, the spans of whom it is about too. */
  followsWholeMembership: true,
  /** A change of the membership takes the next revision beside the next number. */
  membershipTakesRevision: true,
  /** Only what lies in one's open span is edited, or reacted to. */
  changesInOpenSpan: true,
  /** A revision that was found is followed once all that it has changed is seen: so of two, the later never comes first. */
  followsWhatIsSeen: true,
  /** A deletion takes the texts out of earlier revisions. */
  textsOutOfRevisions: true,
  /** The preview has a tag, by which an older revision, or its message, cannot replace it. */
  previewTag: true,
  /** A message of one's own up to `forced_number` moves no marker. */
  forcedNumber: true,
  /** A deletion above the marker is noted in `uncounted_number`. */
  uncountedNumber: true,
  /** A marker is forced on the newest number as the table has it, onto a row that is as it was read before. */
  forceReadsHead: true,
  forceCondition: true,
  /** A message of one's own that no longer moves the marker still moves `seen_number`. */
  ownIsSeen: true,
  /** Who leaves, or is removed, is told of it, and of nothing after. */
  tellsWhoGoes: true,
  /** The members of a row are those of the latest entry that it was told, whatever comes after it. */
  latestMembers: true,
  /** The spans of a row are those of the latest change of the membership that was read, whoever writes them later. */
  latestSpans: true,
  /** A row that is made anew reads the spans last, and ends where they do. */
  madeAsSpansSay: true,
  /** A row that is made anew counts its entries by reading them. */
  madeUncounted: true,
  /** The tag of a made row is by the entry's last edit or deletion, not by its last reaction. */
  madeTagByText: true,
  /** A revision is told only if its entry was told, or is known. */
  onlyKnownEntries: true,
  /** What one may see is read after what there is. */
  spansAfterwards: true,
  /** Entries and revisions outside of one's spans are not told. */
  clampedBySpans: true,
  /** A revision is told only if one span holds both it and its entry. */
  oneSpanHoldsBoth: true,
  /** A text is told as of the end of the spans that hold its entry. */
  asOfTheEnd: true,
  /** Revisions that are hidden are passed over within one answer. */
  passesOverHidden: true,
  /** Entries and revisions are told up to the first gap. */
  upToTheGap: true,
  /** What a revision carries is read after the revision. */
  carriedAfterwards: true,
  /** A revision is told only with what it has changed: the entry, and the reader's reactor item. */
  carriedAsFar: true,
  /** Of two copies with the same revision, a client keeps the one that it was told last. */
  equalReplaces: true,
  /** A remembered count belongs to a revision of the row. */
  countedAtRevision: true,
};

export type Rules = Readonly<typeof RULES>;

export const without = (...names: (keyof Rules)[]): Rules => ({
  ...RULES,
  ...Object.fromEntries(names.map((name) => [name, false])),
});
