import { endpoint } from '../../schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  json,
  number,
  object,
  optional,
  string,
  userId,
  userOpenid,
} from '../../schema/fields'

const retired = 'retired with the old shop interface; use officialAccount.poi while it lasts'

/** When a card may be used. */
const dateInfo = object({
  /** `DATE_TYPE_FIX_TIME_RANGE`: fixed days, `DATE_TYPE_FIX_TERM`: some days from taking it, `DATE_TYPE_PERMANENT`: always. */
  type: string(),
  /** In seconds since 1970. */
  beginTimestamp: optional(number()),
  /** In seconds since 1970. */
  endTimestamp: optional(number()),
  /** How many days. */
  fixedTerm: optional(number()),
  /** How many days after taking it the card begins to count. */
  fixedBeginTerm: optional(number()),
})

/** What every card may have beside its face. */
const baseDetails = {
  dateInfo: optional(dateInfo),
  servicePhone: optional(string()),
  /** Shops where the card counts, by `poiId`. */
  locationIdList: optional(array(number())),
  useAllLocations: optional(boolean()),
  centerTitle: optional(string()),
  centerSubTitle: optional(string()),
  centerUrl: optional(string()),
  /** Original id of a mini program, `gh_…@app`. */
  centerAppBrandUserName: optional(string()),
  centerAppBrandPass: optional(string()),
  customUrlName: optional(string()),
  customUrlSubTitle: optional(string()),
  customUrl: optional(string()),
  customAppBrandUserName: optional(string()),
  customAppBrandPass: optional(string()),
  promotionUrlName: optional(string()),
  promotionUrlSubTitle: optional(string()),
  promotionUrl: optional(string()),
  promotionAppBrandUserName: optional(string()),
  promotionAppBrandPass: optional(string()),
  /** How many one user may take. */
  getLimit: optional(number()),
  /** How many one user may use. */
  useLimit: optional(number()),
  canShare: optional(boolean()),
  canGiveFriend: optional(boolean()),
  /** Who stands behind the card, where it is not the account. */
  source: optional(string()),
  needPushOnView: optional(boolean()),
  payInfo: optional(object({ swipeCard: optional(object({ isSwipeCard: boolean() })) })),
}

/** What is settled when a card is made. */
const baseChoices = {
  subMerchantInfo: optional(object({ merchantId: string() })),
  useCustomCode: optional(boolean()),
  /** `GET_CUSTOM_CODE_MODE_DEPOSIT` with codes of one's own. */
  getCustomCodeMode: optional(string()),
  bindOpenid: optional(boolean()),
}

/** The face of a new card. */
const newFace = {
  ...baseDetails,
  ...baseChoices,
  /** Square, 300 × 300 pixels, from `officialAccount.material.uploadImage`. */
  logoUrl: string(),
  /** `CODE_TYPE_TEXT`, `CODE_TYPE_BARCODE`, `CODE_TYPE_QRCODE` and others. */
  codeType: string(),
  /** At most 12 characters. */
  brandName: string(),
  /** At most 9 characters. */
  title: string(),
  /** `Color010` to `Color100`. */
  color: string(),
  /** At most 16 characters. */
  notice: string(),
  description: string(),
  sku: object({ quantity: number() }),
  dateInfo,
}
const newBase = object(newFace)

/** A gift card may be given on. */
const newGeneralBase = object({
  ...newFace,
  giftcardInfo: optional(object({ price: optional(number()) })),
  maxGiveFriendTimes: optional(number()),
})

/** What may change of a card's face. */
const changedBase = object({
  ...baseDetails,
  logoUrl: optional(string()),
  codeType: optional(string()),
  brandName: optional(string()),
  title: optional(string()),
  color: optional(string()),
  notice: optional(string()),
  description: optional(string()),
})

/** The face of a card as WeChat keeps it. */
const knownBase = object({
  ...baseDetails,
  ...baseChoices,
  id: string(),
  logoUrl: string(),
  codeType: string(),
  brandName: string(),
  title: string(),
  color: string(),
  notice: string(),
  description: string(),
  sku: object({
    /** How many are left. */
    quantity: number(),
    totalQuantity: optional(number()),
  }),
  /** `CARD_STATUS_NOT_VERIFY`, `CARD_STATUS_VERIFY_FAIL`, `CARD_STATUS_VERIFY_OK`, `CARD_STATUS_DELETE`, `CARD_STATUS_DISPATCH`. */
  status: string(),
  /** In seconds since 1970. */
  createTime: optional(number()),
  /** In seconds since 1970. */
  updateTime: optional(number()),
})

/** Conditions and pictures. */
const advancedInfo = optional(
  object({
    useCondition: optional(
      object({
        acceptCategory: optional(string()),
        rejectCategory: optional(string()),
        /** In cents. */
        leastCost: optional(number()),
        objectUseFor: optional(string()),
        canUseWithOtherDiscount: optional(boolean()),
      }),
    ),
    abstract: optional(object({ abstract: optional(string()), iconUrlList: optional(array(string())) })),
    textImageList: optional(array(object({ imageUrl: optional(string()), text: optional(string()) }))),
    businessService: optional(array(string())),
    timeLimit: optional(
      array(
        object({
          /** `MONDAY` to `SUNDAY`, `HOLIDAY`. */
          type: string(),
          beginHour: optional(number()),
          beginMinute: optional(number()),
          endHour: optional(number()),
          endMinute: optional(number()),
        }),
      ),
    ),
  }),
)

const customField = optional(
  object({ nameType: optional(string()), name: optional(string()), url: optional(string()) }),
)
const customCell = optional(object({ name: string(), tips: string(), url: string() }))

const generalCard = {
  subCardType: optional(string()),
  backgroundPicUrl: optional(string()),
  prerogative: optional(string()),
  autoActivate: optional(boolean()),
  supplyBonus: optional(boolean()),
  initBonus: optional(number()),
  supplyBalance: optional(boolean()),
  initBalance: optional(number()),
  customField1: customField,
  customField2: customField,
  customField3: customField,
}

const memberCard = {
  backgroundPicUrl: optional(string()),
  prerogative: optional(string()),
  autoActivate: optional(boolean()),
  wxActivate: optional(boolean()),
  wxActivateAfterSubmit: optional(boolean()),
  wxActivateAfterSubmitUrl: optional(string()),
  activateUrl: optional(string()),
  activateAppBrandUserName: optional(string()),
  activateAppBrandPass: optional(string()),
  bindOldCardUrl: optional(string()),
  supplyBonus: optional(boolean()),
  bonusUrl: optional(string()),
  bonusCleared: optional(string()),
  bonusRules: optional(string()),
  /** Money in cents. */
  bonusRule: optional(
    object({
      costMoneyUnit: optional(number()),
      increaseBonus: optional(number()),
      maxIncreaseBonus: optional(number()),
      initIncreaseBonus: optional(number()),
      costBonusUnit: optional(number()),
      reduceMoney: optional(number()),
      leastMoneyToUseBonus: optional(number()),
      maxReduceBonus: optional(number()),
    }),
  ),
  supplyBalance: optional(boolean()),
  balanceUrl: optional(string()),
  balanceRules: optional(string()),
  customField1: customField,
  customField2: customField,
  customField3: customField,
  customCell1: customCell,
  customCell2: customCell,
  customCell3: customCell,
  /** What is left off, in percent: 10 is one tenth off. */
  discount: optional(number()),
}

const boardingPass = {
  from: optional(string()),
  to: optional(string()),
  flight: optional(string()),
  gate: optional(string()),
  checkInUrl: optional(string()),
  airModel: optional(string()),
  /** In seconds since 1970. */
  departureTime: optional(bigInteger()),
  /** In seconds since 1970. */
  landingTime: optional(bigInteger()),
}

const operation = optional(
  object({
    urlCell: object({
      cardIdList: array(string()),
      /** In seconds since 1970. */
      endTime: number(),
      text: string(),
      url: optional(string()),
      appBrandId: optional(string()),
      appBrandPass: optional(string()),
    }),
  }),
)

/** One member beside the face, named as the kind of card. */
const kinds = {
  groupon: { dealDetail: optional(string()) },
  /** In cents. */
  cash: { leastCost: optional(number()), reduceCost: optional(number()) },
  /** In percent off. */
  discount: { discount: optional(number()) },
  gift: { gift: optional(string()) },
  generalCoupon: { defaultDetail: optional(string()) },
  meetingTicket: { meetingDetail: optional(string()), mapUrl: optional(string()) },
  scenicTicket: { ticketClass: optional(string()), guideUrl: optional(string()) },
  movieTicket: { detail: optional(string()) },
} as const

/** `GROUPON`, `CASH`, `DISCOUNT`, `GIFT`, `GENERAL_COUPON`, `MEMBER_CARD`, `GENERAL_CARD`, `MEETING_TICKET`, `SCENIC_TICKET`, `MOVIE_TICKET` or `BOARDING_PASS`; the member of that name describes the card. */
const cardType = string()

const newCard = { baseInfo: newBase, advancedInfo }
const knownCard = { baseInfo: knownBase, advancedInfo }
const changedCard = { baseInfo: optional(changedBase) }

/** One card and one of its codes. */
const coded = { cardId: string(), code: string() }

const fields = array(object({ name: string(), value: string() }))
/** What a user filled in. */
const userInfo = object({ commonFieldList: optional(fields), customFieldList: optional(fields) })

/** What the form of a member card asks for. */
const form = optional(
  object({
    canModify: optional(boolean()),
    richFieldList: optional(
      array(object({ type: string(), name: string(), values: optional(array(string())) })),
    ),
    /** `USER_FORM_INFO_FLAG_MOBILE` and others. */
    commonFieldIdList: optional(array(string())),
    customFieldList: optional(array(string())),
  }),
)

/** Somebody who gives out cards through this account. */
const submerchant = {
  appId: optional(string()),
  brandName: string(),
  logoUrl: string(),
  protocol: string(),
  /** Until when the contract runs, in seconds since 1970. */
  endTime: number(),
  agreementMediaId: optional(string()),
  operatorMediaId: optional(string()),
  primaryCategoryId: number(),
  secondaryCategoryId: number(),
}

const knownSubmerchant = object({
  merchantId: bigInteger(),
  appId: optional(string()),
  brandName: string(),
  logoUrl: string(),
  /** `CHECKING`, `APPROVED`, `REJECTED` or `EXPIRED`. */
  status: string(),
  /** In seconds since 1970. */
  beginTime: number(),
  /** In seconds since 1970. */
  endTime: number(),
  primaryCategoryId: number(),
  secondaryCategoryId: number(),
  /** In seconds since 1970. */
  createTime: number(),
  /** In seconds since 1970. */
  updateTime: number(),
})

const scannedCard = object({
  cardId: string(),
  code: optional(string()),
  /** Only this user may take it. */
  openid: optional(userOpenid()),
  isUniqueCode: optional(boolean()),
  outerId: optional(number()),
  outerStr: optional(string()),
})

/** 卡券: coupons, tickets and member cards. WeChat announced the end of its coupons in 2021; member cards remain. */
export const card = {
  /**
   * 激活会员卡
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Coupons-Mini_Program_Start_Up.html#%E6%8E%A5%E5%8F%A35%EF%BC%9A%E6%BF%80%E6%B4%BB%E7%94%A8%E6%88%B7%E9%A2%86%E5%8F%96%E7%9A%84%E4%BC%9A%E5%91%98%E5%8D%A1%EF%BC%88%E8%B7%B3%E8%BD%AC%E5%9E%8B%E5%BC%80%E5%8D%A1%E7%BB%84%E4%BB%B6%EF%BC%89
   */
  activateMembercard: endpoint({
    http: 'POST /card/membercard/activate',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
      membershipNumber: string(),
      backgroundPicUrl: optional(string()),
      /** In seconds since 1970. */
      activateBeginTime: optional(number()),
      /** In seconds since 1970. */
      activateEndTime: optional(number()),
      initBonus: optional(number()),
      /** Shown to the user beside the points. */
      initBonusRecord: optional(string()),
      /** In cents. */
      initBalance: optional(number()),
      initCustomFieldValue1: optional(string()),
      initCustomFieldValue2: optional(string()),
      initCustomFieldValue3: optional(string()),
    },
    result: {},
  }),
  /**
   * 添加核销员
   *
   * Not described by WeChat.
   * @see no public page found
   */
  addConsumer: endpoint({
    http: 'POST /card/consumer/add',
    effect: 'write',
    params: {
      username: userId(),
      /** `true`: may take cards in every shop. */
      isSuperConsumer: boolean(),
      locationId: optional(number()),
    },
    result: {},
  }),
  /**
   * 批量导入门店信息
   *
   * No reference describes the fields any more; each shop is an open record.
   * @deprecated retired with the old shop interface; use officialAccount.poi while it lasts
   * @see no public page found
   */
  batchAddLocation: endpoint({
    http: 'POST /card/location/batchadd',
    effect: 'write',
    deprecated: retired,
    params: { locationList: array(json()) },
    result: { locationIdList: optional(array(number())) },
  }),
  /**
   * 批量查询卡券列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#3
   */
  batchGet: endpoint({
    http: 'POST /card/batchget',
    effect: 'read',
    params: {
      /** From 0 on. */
      offset: number(),
      /** At most 50. */
      count: number(),
      /** Only cards in these states, `CARD_STATUS_VERIFY_OK` and others. */
      statusList: optional(array(string())),
    },
    result: {
      cardIdList: array(string()),
      totalNum: number(),
    },
  }),
  /**
   * 拉取门店列表
   *
   * Each shop is an open record.
   * @deprecated retired with the old shop interface; use officialAccount.poi while it lasts
   * @see no public page found
   */
  batchGetLocation: endpoint({
    http: 'POST /card/location/batchget',
    effect: 'read',
    deprecated: retired,
    params: {
      /** From 0 on. */
      offset: number(),
      /** 0: all. */
      count: number(),
    },
    result: { locationList: array(json()), count: number() },
  }),
  /**
   * 批量拉取子商户信息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html#6
   */
  batchGetSubmerchant: endpoint({
    http: 'POST /card/submerchant/batchget',
    effect: 'read',
    params: {
      /** Where to go on; 0 at first. */
      beginId: bigInteger(),
      /** At most 100. */
      limit: number(),
      /** Only those in this state. */
      status: optional(string()),
    },
    result: { infoList: array(knownSubmerchant), nextBeginId: optional(bigInteger()) },
  }),
  /**
   * 核查Code
   *
   * At most 100 codes at a time.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html#5
   */
  checkCode: endpoint({
    http: 'POST /card/code/checkcode',
    effect: 'read',
    params: {
      cardId: string(),
      code: array(string()),
    },
    result: {
      existCode: array(string()),
      notExistCode: array(string()),
    },
  }),
  /**
   * 更新飞机票信息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Special_ticket.html#4
   */
  checkinBoardingPass: endpoint({
    http: 'POST /card/boardingpass/checkin',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
      etktBnr: optional(string()),
      class: optional(string()),
      passengerName: optional(string()),
      seat: optional(string()),
      qrcodeData: optional(string()),
      isCancel: optional(boolean()),
    },
    result: {},
  }),
  /**
   * 核销Code
   *
   * `cardId` is due for codes of one's own.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Redeeming_a_coupon_voucher_or_card.html#2
   */
  consumeCode: endpoint({
    http: 'POST /card/code/consume',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
    },
    result: {
      card: object({
        cardId: string(),
      }),
      openid: userOpenid(),
    },
  }),
  /**
   * 创建卡券
   *
   * A card goes out when WeChat has reviewed it; at most 100 a day.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Create_a_Coupon_Voucher_or_Card.html#8
   */
  create: endpoint({
    http: 'POST /card/create',
    effect: 'write',
    params: {
      card: object({
        cardType,
        groupon: optional(object({ ...newCard, ...kinds.groupon })),
        cash: optional(object({ ...newCard, ...kinds.cash })),
        discount: optional(object({ ...newCard, ...kinds.discount })),
        gift: optional(object({ ...newCard, ...kinds.gift })),
        generalCoupon: optional(object({ ...newCard, ...kinds.generalCoupon })),
        meetingTicket: optional(object({ ...newCard, ...kinds.meetingTicket })),
        scenicTicket: optional(object({ ...newCard, ...kinds.scenicTicket })),
        movieTicket: optional(object({ ...newCard, ...kinds.movieTicket })),
        generalCard: optional(object({ ...newCard, ...generalCard, baseInfo: newGeneralBase })),
        memberCard: optional(object({ ...newCard, ...memberCard })),
        boardingPass: optional(object({ ...newCard, ...boardingPass })),
      }),
    },
    result: {
      cardId: string(),
    },
  }),
  /**
   * 创建二维码接口
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html#0
   */
  createQrcode: endpoint({
    http: 'POST /card/qrcode/create',
    effect: 'write',
    params: {
      /** `QR_CARD`: one card, `QR_MULTIPLE_CARD`: several. */
      actionName: string(),
      /** How long the code lives, in seconds, from 60 to 1800; else for a year. */
      expireSeconds: optional(number()),
      actionInfo: object({
        card: optional(scannedCard),
        multipleCard: optional(object({ cardList: array(scannedCard) })),
      }),
    },
    result: {
      /** How long the code lives, in seconds. */
      expireSeconds: number(),
      ticket: string(),
      url: string(),
      /** Address of the picture. */
      showQrcodeUrl: string(),
    },
  }),
  /**
   * Code解码
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Redeeming_a_coupon_voucher_or_card.html#5
   */
  decryptCode: endpoint({
    http: 'POST /card/code/decrypt',
    effect: 'read',
    params: {
      encryptCode: string(),
    },
    result: {
      code: string(),
    },
  }),
  /**
   * 删除卡券
   *
   * Nobody can take it any more; cards that users have stay good.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#7
   */
  delete: endpoint({
    http: 'POST /card/delete',
    effect: 'write',
    params: {
      cardId: string(),
    },
    result: {},
  }),
  /**
   * 导入自定义Code
   *
   * At most 100 codes at a time.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html#5
   */
  depositCode: endpoint({
    http: 'POST /card/code/deposit',
    effect: 'write',
    params: {
      cardId: string(),
      code: array(string()),
    },
    result: {},
  }),
  /**
   * 查看卡券详情
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#2
   */
  get: endpoint({
    http: 'POST /card/get',
    effect: 'read',
    params: {
      cardId: string(),
    },
    result: {
      card: object({
        cardType,
        groupon: optional(object({ ...knownCard, ...kinds.groupon })),
        cash: optional(object({ ...knownCard, ...kinds.cash })),
        discount: optional(object({ ...knownCard, ...kinds.discount })),
        gift: optional(object({ ...knownCard, ...kinds.gift })),
        generalCoupon: optional(object({ ...knownCard, ...kinds.generalCoupon })),
        meetingTicket: optional(object({ ...knownCard, ...kinds.meetingTicket })),
        scenicTicket: optional(object({ ...knownCard, ...kinds.scenicTicket })),
        movieTicket: optional(object({ ...knownCard, ...kinds.movieTicket })),
        generalCard: optional(object({ ...knownCard, ...generalCard })),
        memberCard: optional(object({ ...knownCard, ...memberCard })),
        boardingPass: optional(object({ ...knownCard, ...boardingPass })),
      }),
    },
  }),
  /**
   * 获取开卡插件参数
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Coupons-Mini_Program_Start_Up.html#%E6%8E%A5%E5%8F%A31%EF%BC%9A%E8%8E%B7%E5%8F%96%E5%BC%80%E5%8D%A1%E6%8F%92%E4%BB%B6%E5%8F%82%E6%95%B0
   */
  getActivateMembercardUrl: endpoint({
    http: 'POST /card/membercard/activate/geturl',
    effect: 'read',
    params: {
      cardId: string(),
      outerStr: optional(string()),
    },
    result: {
      url: string(),
    },
  }),
  /**
   * 获取用户开卡时提交的信息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Coupons-Mini_Program_Start_Up.html#%E6%8E%A5%E5%8F%A33%EF%BC%9A%E8%8E%B7%E5%8F%96%E7%94%A8%E6%88%B7%E5%BC%80%E5%8D%A1%E6%97%B6%E6%8F%90%E4%BA%A4%E7%9A%84%E4%BF%A1%E6%81%AF%EF%BC%88%E8%B7%B3%E8%BD%AC%E5%9E%8B%E5%BC%80%E5%8D%A1%E7%BB%84%E4%BB%B6%EF%BC%89
   */
  getActivateTempinfo: endpoint({
    http: 'POST /card/membercard/activatetempinfo/get',
    effect: 'read',
    params: {
      activateTicket: string(),
    },
    result: { info: userInfo },
  }),
  /**
   * 卡券开放类目查询
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html#3
   */
  getApplyProtocol: endpoint({
    http: 'GET /card/getapplyprotocol',
    effect: 'read',
    params: {},
    result: {
      category: array(
        object({
          primaryCategoryId: number(),
          categoryName: string(),
          secondaryCategory: array(
            object({
              secondaryCategoryId: number(),
              categoryName: string(),
              needQualificationStuffs: array(string()),
            }),
          ),
        }),
      ),
    },
  }),
  /**
   * 查询Code
   *
   * Tells whether a code may be used.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Redeeming_a_coupon_voucher_or_card.html#1
   */
  getCode: endpoint({
    http: 'POST /card/code/get',
    effect: 'read',
    params: {
      cardId: optional(string()),
      code: string(),
      /** `true` (default): also whether it may be used now. */
      checkConsume: optional(boolean()),
    },
    result: {
      card: object({
        cardId: string(),
        code: optional(string()),
        cardNumber: optional(string()),
        /** In seconds since 1970. */
        beginTime: number(),
        /** In seconds since 1970. */
        endTime: number(),
        bonus: optional(number()),
        balance: optional(number()),
      }),
      openid: userOpenid(),
      canConsume: boolean(),
      /** `NORMAL`, `CONSUMED`, `EXPIRE`, `GIFTING`, `GIFT_TIMEOUT`, `DELETE` or `UNAVAILABLE`. */
      userCardStatus: string(),
      nickname: optional(string()),
      membershipNumber: optional(string()),
      userInfo: optional(userInfo),
      bonus: optional(number()),
      balance: optional(number()),
      orderId: optional(string()),
      backgroundPicUrl: optional(string()),
      outerStr: optional(string()),
    },
  }),
  /**
   * 获取颜色列表
   *
   * No longer described by WeChat: `Color010` to `Color100`.
   * @see no public page found
   */
  getColors: endpoint({
    http: 'GET /card/getcolors',
    effect: 'read',
    params: {},
    result: { colors: array(object({ name: string(), value: string() })) },
  }),
  /**
   * 查询导入Code数目
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html#5
   */
  getDepositCount: endpoint({
    http: 'POST /card/code/getdepositcount',
    effect: 'read',
    params: {
      cardId: string(),
    },
    result: {
      count: number(),
    },
  }),
  /**
   * 拉取会员信息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Manage_Member_Card.html#1
   */
  getMembercardUserInfo: endpoint({
    http: 'POST /card/membercard/userinfo/get',
    effect: 'read',
    params: coded,
    result: {
      openid: userOpenid(),
      nickname: optional(string()),
      sex: optional(string()),
      membershipNumber: optional(string()),
      userInfo: optional(userInfo),
      bonus: optional(number()),
      balance: optional(number()),
      /** `NORMAL`, `EXPIRE`, `GIFTING`, `GIFT_SUCC`, `GIFT_TIMEOUT`, `DELETE`, `UNAVAILABLE` or `INVALID_SERIAL_CODE`. */
      userCardStatus: string(),
    },
  }),
  /**
   * 拉取单个子商户信息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html#5
   */
  getSubmerchant: endpoint({
    http: 'POST /card/submerchant/get',
    effect: 'read',
    params: { merchantId: bigInteger() },
    result: { info: knownSubmerchant },
  }),
  /**
   * 获取用户已领取卡券
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#1
   */
  getUserCardList: endpoint({
    http: 'POST /card/user/getcardlist',
    effect: 'read',
    params: {
      openid: userOpenid(),
      cardId: optional(string()),
    },
    result: { cardList: array(object(coded)), hasShareCard: boolean() },
  }),
  /**
   * 修改库存
   *
   * Give one of the two numbers.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#5
   */
  modifyStock: endpoint({
    http: 'POST /card/modifystock',
    effect: 'write',
    params: {
      cardId: string(),
      increaseStockValue: optional(number()),
      reduceStockValue: optional(number()),
    },
    result: {},
  }),
  /**
   * 设置开卡字段
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Create_a_membership_card.html#16
   */
  setActivateUserForm: endpoint({
    http: 'POST /card/membercard/activateuserform/set',
    effect: 'write',
    params: {
      cardId: string(),
      serviceStatement: optional(object({ name: string(), url: string() })),
      bindOldCard: optional(object({ name: string(), url: string() })),
      requiredForm: form,
      optionalForm: form,
    },
    result: {},
  }),
  /**
   * 设置测试白名单
   *
   * Who may take a card before its review; at most 10 users, and each call replaces the list.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html#12
   */
  setTestWhitelist: endpoint({
    http: 'POST /card/testwhitelist/set',
    effect: 'write',
    params: {
      openid: optional(array(userOpenid())),
      username: optional(array(userId())),
    },
    result: {},
  }),
  /**
   * 创建子商户
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html#1
   */
  submitSubmerchant: endpoint({
    http: 'POST /card/submerchant/submit',
    effect: 'write',
    params: { info: object(submerchant) },
    result: { info: knownSubmerchant },
  }),
  /**
   * 设置卡券失效
   *
   * Cannot be taken back.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#8
   */
  unavailableCode: endpoint({
    http: 'POST /card/code/unavailable',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
      reason: optional(string()),
    },
    result: {},
  }),
  /**
   * 更改卡券信息
   *
   * The member that names the kind of card holds what changes.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#4
   */
  update: endpoint({
    http: 'POST /card/update',
    effect: 'write',
    params: {
      cardId: string(),
      groupon: optional(object({ ...changedCard, ...kinds.groupon })),
      cash: optional(object({ ...changedCard, ...kinds.cash })),
      discount: optional(object({ ...changedCard, ...kinds.discount })),
      gift: optional(object({ ...changedCard, ...kinds.gift })),
      generalCoupon: optional(object({ ...changedCard, ...kinds.generalCoupon })),
      meetingTicket: optional(object({ ...changedCard, ...kinds.meetingTicket })),
      scenicTicket: optional(object({ ...changedCard, ...kinds.scenicTicket })),
      movieTicket: optional(object({ ...changedCard, ...kinds.movieTicket })),
      generalCard: optional(object({ ...changedCard, ...generalCard })),
      memberCard: optional(
        object({
          ...changedCard,
          ...memberCard,
          modifyMsgOperation: operation,
          activateMsgOperation: operation,
        }),
      ),
      boardingPass: optional(object({ ...changedCard, ...boardingPass })),
    },
    result: {
      /** Whether the change goes to review. */
      sendCheck: boolean(),
    },
  }),
  /**
   * 更改Code
   *
   * Where a code was given away or lost.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#6
   */
  updateCode: endpoint({
    http: 'POST /card/code/update',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
      newCode: string(),
    },
    result: {},
  }),
  /**
   * 更新红包金额
   * @deprecated the red packet card is no longer described by WeChat; no successor is named
   * @see no public page found
   */
  updateLuckyMoneyUserBalance: endpoint({
    http: 'POST /card/luckymoney/updateuserbalance',
    effect: 'write',
    deprecated: 'the red packet card is no longer described by WeChat; no successor is named',
    params: {
      code: string(),
      cardId: optional(string()),
      /** In cents. */
      balance: number(),
    },
    result: {},
  }),
  /**
   * 更新会议门票
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Special_ticket.html#2
   */
  updateMeetingTicketUser: endpoint({
    http: 'POST /card/meetingticket/updateuser',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
      /** In seconds since 1970. */
      beginTime: optional(number()),
      /** In seconds since 1970. */
      endTime: optional(number()),
      zone: string(),
      entrance: string(),
      seatNumber: string(),
    },
    result: {},
  }),
  /**
   * 更新会员信息
   *
   * `addBonus` and `addBalance` count up or down; `bonus` and `balance` set.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Create_a_membership_card.html#18
   */
  updateMembercardUser: endpoint({
    http: 'POST /card/membercard/updateuser',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
      backgroundPicUrl: optional(string()),
      bonus: optional(number()),
      addBonus: optional(number()),
      /** Shown to the user. */
      recordBonus: optional(string()),
      /** In cents. */
      balance: optional(number()),
      /** In cents. */
      addBalance: optional(number()),
      /** Shown to the user. */
      recordBalance: optional(string()),
      customFieldValue1: optional(string()),
      customFieldValue2: optional(string()),
      customFieldValue3: optional(string()),
      notifyOptional: optional(
        object({
          isNotifyBonus: optional(boolean()),
          isNotifyBalance: optional(boolean()),
          isNotifyCustomField1: optional(boolean()),
          isNotifyCustomField2: optional(boolean()),
          isNotifyCustomField3: optional(boolean()),
        }),
      ),
    },
    result: {
      openid: userOpenid(),
      resultBonus: number(),
      resultBalance: number(),
    },
  }),
  /**
   * 更新电影票
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Special_ticket.html#7
   */
  updateMovieTicketUser: endpoint({
    http: 'POST /card/movieticket/updateuser',
    effect: 'write',
    params: {
      cardId: optional(string()),
      code: string(),
      ticketClass: string(),
      screeningRoom: optional(string()),
      /** In seconds since 1970. */
      showTime: number(),
      /** In minutes. */
      duration: number(),
      seatNumber: optional(array(string())),
    },
    result: {},
  }),
  /**
   * 更新子商户
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html#1
   */
  updateSubmerchant: endpoint({
    http: 'POST /card/submerchant/update',
    effect: 'write',
    params: { info: object({ ...submerchant, merchantId: bigInteger() }) },
    result: { info: knownSubmerchant },
  }),
}
