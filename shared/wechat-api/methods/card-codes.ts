import { card } from '../../catalogue/officialAccount/card'
import { call } from '../define'

/** 卡券的Code */
export const cardCodes = {
  getCode: call(card.getCode, 'code', (code: string, cardId?: string) => ({ code, card_id: cardId })),
  consumeCode: call(card.consumeCode, 'code', (code: string, cardId?: string) => ({ code, card_id: cardId })),
  decryptCode: call(card.decryptCode, 'encryptCode', (encryptCode: string) => ({
    encrypt_code: encryptCode,
  })),
  updateCode: call(
    card.updateCode,
    'code cardId newCode',
    (code: string, cardId: string, newCode: string) => ({ code, card_id: cardId, new_code: newCode }),
  ),
  unavailableCode: call(card.unavailableCode, 'code', (code: string, cardId?: string) => ({
    code,
    card_id: cardId,
  })),
  importCustomizedCodes: call(card.depositCode, 'cardId code', (cardId: string, code: string[]) => ({
    card_id: cardId,
    code,
  })),
  checkCustomizedCodes: call(card.checkCode, 'cardId code', (cardId: string, code: string[]) => ({
    card_id: cardId,
    code,
  })),
  getDepositCodesCount: call(card.getDepositCount, 'cardId', (cardId: string) => ({ card_id: cardId })),
}
