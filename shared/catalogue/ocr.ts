import { endpoint } from '../schema/endpoint'
import { array, object, oneOf, optional, query, string } from '../schema/fields'
import { corners, imgSize, picture } from './shapes/picture'

/** Meanings that several methods share. */
const meaning = {
  noSuchDocument: 'the picture shows no such document',
  unreadable: 'the picture cannot be read',
} as const

const ocrErrcodes = {
  101000: 'the URL of the picture is not valid',
  101003: 'the quota of the service market is used up',
}

/** OCR: text read from pictures. */
export const ocr = {
  /**
   * 银行卡识别
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/OCR.html
   */
  bankcard: endpoint({
    http: 'POST /cv/ocr/bankcard',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: { type: query(optional(oneOf('photo', 'scan'))), ...picture },
    result: {
      number: string(),
      /** The number under the name of WeChat's newest sample. */
      id: string(),
    },
    errcodes: { ...ocrErrcodes, 101001: meaning.noSuchDocument },
  }),
  /**
   * 营业执照识别
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/OCR.html
   */
  businessLicense: endpoint({
    http: 'POST /cv/ocr/bizlicense',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: { type: query(optional(oneOf('photo', 'scan'))), ...picture },
    result: {
      regNum: string(),
      serial: string(),
      legalRepresentative: string(),
      enterpriseName: string(),
      typeOfOrganization: string(),
      address: string(),
      typeOfEnterprise: string(),
      businessScope: string(),
      registeredCapital: string(),
      paidInCapital: string(),
      validPeriod: string(),
      registeredDate: string(),
      certPosition: object({ pos: object(corners) }),
      imgSize: object(imgSize),
    },
    errcodes: { ...ocrErrcodes, 101001: meaning.noSuchDocument, 101002: meaning.unreadable },
  }),
  /**
   * 驾驶证识别
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/OCR.html
   */
  driverLicense: endpoint({
    http: 'POST /cv/ocr/drivinglicense',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: { type: query(optional(oneOf('photo', 'scan'))), ...picture },
    result: {
      idNum: string(),
      name: string(),
      sex: string(),
      address: string(),
      birthDate: string(),
      issueDate: string(),
      carClass: string(),
      validFrom: string(),
      validTo: string(),
      officialSeal: string(),
      nationality: string(),
    },
    errcodes: ocrErrcodes,
  }),
  /**
   * 行驶证识别
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/OCR.html
   */
  drivingLicense: endpoint({
    http: 'POST /cv/ocr/driving',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: { type: query(optional(oneOf('photo', 'scan'))), ...picture },
    result: {
      plateNum: string(),
      vehicleType: string(),
      owner: string(),
      addr: string(),
      useCharacter: string(),
      model: string(),
      vin: string(),
      engineNum: string(),
      registerDate: string(),
      issueDate: string(),
      plateNumB: string(),
      record: string(),
      passengersNum: string(),
      totalQuality: string(),
      prepareQuality: string(),
      overallSize: string(),
      cardPositionFront: object({ pos: object(corners) }),
      cardPositionBack: object({ pos: object(corners) }),
      imgSize: object(imgSize),
    },
    errcodes: ocrErrcodes,
  }),
  /**
   * 身份证识别
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/OCR.html
   */
  idcard: endpoint({
    http: 'POST /cv/ocr/idcard',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: { type: query(optional(oneOf('photo', 'scan'))), ...picture },
    result: {
      type: oneOf.open('Front', 'Back'),
      name: string(),
      id: string(),
      validDate: string(),
      addr: string(),
      gender: string(),
      nationality: string(),
    },
    errcodes: { ...ocrErrcodes, 101001: meaning.noSuchDocument, 101002: meaning.unreadable },
  }),
  /**
   * 通用印刷体识别
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/OCR.html
   */
  printedText: endpoint({
    http: 'POST /cv/ocr/comm',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: picture,
    result: {
      items: array(object({ pos: object(corners), text: string() })),
      imgSize: object(imgSize),
    },
    errcodes: { ...ocrErrcodes, 101002: meaning.unreadable },
  }),
  /**
   * 行驶证识别
   *
   * Wants `imgUrl` or `img`. The older name of `drivingLicense`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/OCR.html
   */
  vehicleLicense: endpoint({
    http: 'POST /cv/ocr/driving',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    aliasOf: 'ocr.drivingLicense',
    params: { type: query(optional(oneOf('photo', 'scan'))), ...picture },
    result: {
      plateNum: string(),
      vehicleType: string(),
      owner: string(),
      addr: string(),
      useCharacter: string(),
      model: string(),
      vin: string(),
      engineNum: string(),
      registerDate: string(),
      issueDate: string(),
      plateNumB: string(),
      record: string(),
      passengersNum: string(),
      totalQuality: string(),
      prepareQuality: string(),
      overallSize: string(),
      cardPositionFront: object({ pos: object(corners) }),
      cardPositionBack: object({ pos: object(corners) }),
      imgSize: object(imgSize),
    },
    errcodes: ocrErrcodes,
  }),
}
