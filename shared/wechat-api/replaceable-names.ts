/**
 * Names that one of the two old libraries did not have. Programs written for that one may bring methods of these
 * names themselves, so they may replace ours.
 */
export const replaceableNames: ReadonlySet<string> = new Set(
  `
  toJSON setEndpoint setHook getLatestToken preRequest ensureAccessToken ensureTicket
  createQr createCardQRCode activateMembercardUserForm activateUserForm importCustomizedCodes checkCustomizedCodes
  getDepositCodesCount getTotalCardDataInfo getCardDataInfo addConsumer getApplyProtocol submitSubmerchant
  updateSubmerchant getSubmerchant batchgetSubmerchant getMemberCardUserInfo updateMemberCardUserInfo getMembercard
  getCardList getActivateMembercardUrl getActivateTempinfo
  closeKfSession getKfSession getKfSessionList getKfSessionWaitCase inviteworker
  uploadMediaStream uploadImageStream uploadVoiceStream uploadVideoStream uploadThumbStream
  uploadImageMedia uploadVoiceMedia uploadVideoMedia uploadThumbMedia
  sendTextFromCs sendImageFromCs sendVoiceFromCs sendVideoFromCs sendMusicFromCs sendNewsFromCs sendMpNewsFromCs
  sendCardFromCs sendMiniProgram sendMiniProgramTemplate sendSubscribe sendSubscribeMessage getAutoreply
  applyBeaconsStatus deletePage deletePages getDeviceStatisticsList getPageStatisticsList listBeaconGroup
  queryGroupBeacons addBeaconGroup updateBeaconGroup deleteBeaconGroup addGroupBeacons deleteGroupBeacons
  addLotteryInfo setPrizeBucket setLotterySwitch getShakehbConfig
  createTag createTags editTag updateTag getTagUsers getUsersFromTag getUserTags getIdList membersBatchtagging
  memberBatchtagging membersBatchuntagging memberBatchuntagging batchTagging batchUnTagging moveUsersToGroup
  createCustomMenu addConditionalMenu removeCustomMenu delConditionalMenu testCustomMenu tryConditionalMenu
  addExpress getAllShelf setNoDeliveryForOrder getWXCategory clearQuota
  createWXAQRCode getWXACode getWXACodeUnlimit code2Session
`
    .trim()
    .split(/\s+/),
)
